-- For psql, at the first start of the database of docker-compose.yml, which also says what the passwords are.
\getenv user_service USER_SERVICE_PASSWORD
\getenv product_service PRODUCT_SERVICE_PASSWORD
\getenv order_service ORDER_SERVICE_PASSWORD
\getenv orchestrator_service ORCHESTRATOR_SERVICE_PASSWORD
alter role user_service password :'user_service';
alter role product_service password :'product_service';
alter role order_service password :'order_service';
alter role orchestrator_service password :'orchestrator_service';
